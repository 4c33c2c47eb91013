"""What the law says of children that the model has to be told, or does not say as the law does."""
