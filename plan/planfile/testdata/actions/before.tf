resource "terraform_data" "same" {
  input = "same"
}

resource "terraform_data" "update" {
  input = "before"
}

resource "terraform_data" "gone" {}

resource "terraform_data" "replaced" {
  triggers_replace = "before"
}

resource "terraform_data" "overlapping" {
  triggers_replace = "before"

  lifecycle {
    create_before_destroy = true
  }
}

resource "terraform_data" "each" {
  for_each = toset(["gone.too", "a b"])
}
