"""Rules and gazetteers that read an announcement; pure: text and gazetteer in, programme out."""
