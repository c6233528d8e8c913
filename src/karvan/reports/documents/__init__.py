"""What is printed: the officer's plan, the exporter's dossier and the market brief, built from one plan."""
