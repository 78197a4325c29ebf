given = "from terraform.tfvars"
