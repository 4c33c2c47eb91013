"""What the pages say: hours, amounts, legs and reasons in plain French."""
