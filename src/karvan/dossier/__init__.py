"""Joins the engines' answers into one plan with its citations."""
