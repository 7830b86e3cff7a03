"""Two nodes on one PostgreSQL behind a balancer, whose programs are killed at random while businesses answer."""
