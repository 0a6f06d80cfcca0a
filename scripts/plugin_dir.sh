#!/usr/bin/env bash
#
# Defines plugin_dir: the filesystem mirror that holds the AWS provider, or
# nothing if there is none and Terraform has to download it. TF_PLUGIN_DIR may
# name one. To be sourced, with provider_version set.

plugin_dir() {
  if [ -n "${TF_PLUGIN_DIR:-}" ]; then
    echo "$TF_PLUGIN_DIR"
    return
  fi
  local found
  while IFS= read -r found; do
    if [ -n "$(find "$found" -name "*${provider_version:?}*" -print -quit)" ]; then
      echo "${found%/registry.terraform.io/hashicorp/aws}"
      return
    fi
  done < <(find ~/.terraform.d /usr/local/share /usr/share/terraform /opt \
    -type d -path '*/registry.terraform.io/hashicorp/aws' -prune 2>/dev/null || true)
}
