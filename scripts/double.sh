#!/usr/bin/env bash
#
# Terraform against moto in place of AWS, for the scripts that source this. They
# define die, set work to a directory of their own, and kill moto_pid at the end.
# CASE_TIMEOUT bounds each terraform command, in seconds.

provider_version=5.100.0
# shellcheck source=scripts/plugin_dir.sh
source "$(dirname "${BASH_SOURCE[0]}")/plugin_dir.sh"

case_timeout=${CASE_TIMEOUT:-120}
work=
moto_pid=
endpoint=

need() {
  local tool
  for tool in "$@"; do
    command -v "$tool" >/dev/null || die "$tool is not on the PATH"
  done
}

# isolate leaves no way to a real account, whatever the caller's environment holds.
isolate() {
  local name
  for name in $(compgen -e | grep -E '^(AWS|TF)_' | grep -vx -E 'TF_PLUGIN_DIR|TF_CLI_CONFIG_FILE'); do
    unset "$name"
  done
  export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test
  export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
  export AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null
  export AWS_EC2_METADATA_DISABLED=true AWS_PAGER=
  export CHECKPOINT_DISABLE=1 TF_IN_AUTOMATION=1 TF_INPUT=0
  [ -f "${TF_CLI_CONFIG_FILE:-}" ] || export TF_CLI_CONFIG_FILE=/dev/null
}

# start_moto lets the kernel choose the port, so that two runs never meet.
start_moto() {
  mend_moto
  # Without the managed policies, moto has no AdministratorAccess to attach.
  PYTHONPATH=$work/python MOTO_IAM_LOAD_MANAGED_POLICIES=true moto_server -H 127.0.0.1 -p 0 >"$work/moto.log" 2>&1 &
  moto_pid=$!
  local i
  for ((i = 0; i < 300; i++)); do
    endpoint=$(grep -o -m 1 'http://127\.0\.0\.1:[0-9]*' "$work/moto.log" || true)
    if [ -n "$endpoint" ]; then
      export AWS_ENDPOINT_URL=$endpoint
      # S3 Control puts the account before the host, a name that nobody can look up:
      # such a request goes to moto as if to a proxy.
      export HTTP_PROXY=$endpoint NO_PROXY=127.0.0.1
      return
    fi
    kill -0 "$moto_pid" 2>/dev/null || break
    sleep 0.1
  done
  cat "$work/moto.log" >&2
  die "moto_server did not start"
}

# mend_moto works around gaps of moto 5.2.1. It knows a trail by its name only when
# logging starts or stops, where the AWS provider sends the ARN and retries for ever;
# it describes all trails where the provider asks for one, and a new one has no event
# selectors; it leaves out the fields by which the provider sees a warehouse come up; and
# of Identity Center it lacks what the provider asks after each permission set, and
# permissions boundaries, of which there are none then; it has no backup selections; and it says nothing of the effective
# policies of an organization, of which there are none either.
mend_moto() {
  mkdir "$work/python"
  cat >"$work/python/sitecustomize.py" <<'PY'
import json

from moto.backup.exceptions import ResourceNotFoundException as NoBackup
from moto.backup.responses import BackupResponse
from moto.cloudtrail.models import CloudTrailBackend, Trail
from moto.cloudtrail.responses import CloudTrailResponse
from moto.core.exceptions import JsonRESTError
from moto.moto_api._internal import mock_random
from moto.organizations.responses import OrganizationsResponse
from moto.redshift.models import Cluster
from moto.ssoadmin.exceptions import ResourceNotFoundException
from moto.ssoadmin.responses import SSOAdminResponse

Cluster.cluster_availability_status = "Available"
Cluster.availability_zone_relocation_status = "disabled"
Cluster.multi_az = "Disabled"


def by_name(method):
    return lambda self, name: method(self, self.get_trail(name).trail_name)


for method in ("start_logging", "stop_logging", "delete_trail"):
    setattr(CloudTrailBackend, method, by_name(getattr(CloudTrailBackend, method)))


def asked_for(method):
    def some(self):
        names = self._get_param("trailNameList")
        trails = json.loads(method(self))["trailList"]
        return json.dumps({"trailList": [t for t in trails if not names or t["TrailARN"] in names or t["Name"] in names]})

    return some


CloudTrailResponse.describe_trails = asked_for(CloudTrailResponse.describe_trails)

everything = {"ReadWriteType": "All", "IncludeManagementEvents": True, "DataResources": [], "ExcludeManagementEventSources": []}
Trail.get_event_selectors = lambda self: (
    self.event_selectors or ([] if self.advanced_event_selectors else [everything]), self.advanced_event_selectors
)


def permission_set_tags(self):
    of = self.ssoadmin_backend._find_permission_set(self._get_param("InstanceArn"), self._get_param("ResourceArn"))
    return json.dumps({"Tags": of.tags})


def no_boundary(self):
    raise ResourceNotFoundException("PermissionsBoundary not found")


SSOAdminResponse.list_tags_for_resource = permission_set_tags
SSOAdminResponse.get_permissions_boundary_for_permission_set = no_boundary
SSOAdminResponse.describe_permission_set_provisioning_status = lambda self: json.dumps(
    {"PermissionSetProvisioningStatus": {"Status": "SUCCEEDED"}}
)


def no_policy(self):
    self.organizations_backend.describe_organization()
    raise JsonRESTError("EffectivePolicyNotFoundException", "No policy of this type applies")


OrganizationsResponse.describe_effective_policy = no_policy


# selection is a new selection of a plan, /backup/plans/PLAN/selections/, or the one that
# the path goes on to name.
def selection(method):
    def of_plan(self):
        plan, _, name = self.path.strip("/").removeprefix("backup/plans/").partition("/selections")
        every = self.backup_backend.__dict__.setdefault("selections", {})
        return json.dumps(method(self, every.setdefault(plan, {}), plan, name.strip("/")))

    return of_plan


def create_selection(self, known, plan, _):
    name = str(mock_random.uuid4())
    known[name] = {"BackupPlanId": plan, "SelectionId": name, "CreationDate": 0} | json.loads(self.body)
    return known[name]


def get_selection(self, known, plan, name):
    if name not in known:
        raise NoBackup(f"Cannot find Backup selection with ID {name}")
    return known[name]


BackupResponse.create_backup_selection = selection(create_selection)
BackupResponse.get_backup_selection = selection(get_selection)
BackupResponse.delete_backup_selection = selection(lambda self, known, plan, name: known.pop(name, None) and {})
BackupResponse.list_backup_selections = selection(
    lambda self, known, plan, _: {
        "BackupSelectionsList": [one | one["BackupSelection"] for one in known.values()]
    }
)
PY
}

# init_once finds the provider for all cases: hashing it takes longer than a plan.
init_once() {
  local args=() mirror
  mirror=$(plugin_dir)
  [ -z "$mirror" ] || args+=("-plugin-dir=$mirror")
  mkdir -p "$work/init" "$work/cache"
  cat >"$work/init/main.tf" <<TF
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "$provider_version"
    }
  }
}
TF
  (
    cd "$work/init"
    # With the cache, a downloaded provider is linked to and not copied.
    export TF_PLUGIN_CACHE_DIR=$work/cache
    terraform init -no-color "${args[@]}" >"$work/log" 2>&1
  ) || { cat "$work/log" >&2; die "terraform init failed"; }
}

tf() {
  local command=$1
  shift
  bounded terraform "$command" -no-color "$@" >>"$work/log" 2>&1
}

# bounded stays in the foreground so that an interrupt reaches terraform.
bounded() {
  timeout --foreground -k 30 "$case_timeout" "$@"
}
