# The state was written by hand: an object that a replacement left behind.

resource "terraform_data" "a" {}
