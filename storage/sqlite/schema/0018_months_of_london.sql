-- The tallies are made again after this step: their months are London's, no longer those of UTC.
delete from figures;
