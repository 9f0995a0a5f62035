"""Fictitious dossiers in any number, for demo, test and measuring. Nobody in them can exist.

Names say that they are made up, V-numbers are zeros and a count, phones lie in the range for fiction;
there is no BSN and no mail address at all.
"""
