# Every action but forget, and keys that are hard to read.

resource "terraform_data" "same" {
  input = "same"
}

resource "terraform_data" "update" {
  input = "after"
}

resource "terraform_data" "replaced" {
  triggers_replace = "after"
}

resource "terraform_data" "overlapping" {
  triggers_replace = "after"

  lifecycle {
    create_before_destroy = true
  }
}

resource "terraform_data" "each" {
  for_each = toset(["a b", "dot.and[bracket]", "quote\"back\\slash", "line\nbreak", "$${x}", "%%{x}", "café ☕", ""])
}

resource "terraform_data" "count" {
  count = 2
}

data "terraform_remote_state" "later" {
  backend = "local"
  config = {
    path = "${terraform_data.count[0].id}.tfstate"
  }
}
