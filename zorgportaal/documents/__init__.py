"""Papers, private files and spreadsheets: made safely, the same each time, handed out by their owner."""
