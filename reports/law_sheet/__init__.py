"""The law sheet of a visit: what an adviser looked at for each duty of the law, to be signed by both on paper."""
