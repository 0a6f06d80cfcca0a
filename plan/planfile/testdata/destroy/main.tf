# The plan deletes the data source too, which its JSON does not say. The state
# was written by hand.

resource "terraform_data" "a" {}

data "terraform_remote_state" "self" {
  backend = "local"
  config = {
    path = "terraform.tfstate"
  }
}
