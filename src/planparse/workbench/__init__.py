"""Tools for those who write rules and gold: what each rule does, why, and what a change of it gains and loses."""
