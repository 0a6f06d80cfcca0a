# Terraform lets go of both and destroys neither.

removed {
  from = terraform_data.kept

  lifecycle {
    destroy = false
  }
}

removed {
  from = module.m

  lifecycle {
    destroy = false
  }
}
