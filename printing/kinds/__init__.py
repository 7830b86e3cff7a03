"""The kinds of document that are printed in the background, one module each."""
