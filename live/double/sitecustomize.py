# Python reads this when moto_server starts. It mends what moto 5.2.1 makes of
# permissions; what it makes of everything else is moto's own.
from moto.core.exceptions import AccessDeniedError
from moto.iam.access_control import IAMRequest, IAMRequestBase, S3IAMRequest
from moto.s3.responses import ACTION_MAP

# The actions that S3 asks for, of which moto takes most for ListBucket
# (Service Authorization Reference, 2026-11).
ACTION_MAP["BUCKET"]["GET"].update(
    {
        "encryption": "GetEncryptionConfiguration",
        "object-lock": "GetBucketObjectLockConfiguration",
        "ownershipControls": "GetBucketOwnershipControls",
        "policyStatus": "GetBucketPolicyStatus",
        "publicAccessBlock": "GetBucketPublicAccessBlock",
        "replication": "GetReplicationConfiguration",
    }
)

# What moto calls actions after the name by which requests are signed, or after
# the operation, and what IAM calls them.
SERVICES = {"monitoring": "cloudwatch"}
ACTIONS = {"s3:GetPublicAccessBlock": "s3:GetAccountPublicAccessBlock"}

begin = IAMRequestBase.__init__


def named(self, *args, **kwargs):
    begin(self, *args, **kwargs)
    service, _, action = self._action.partition(":")
    asked = SERVICES.get(service, service) + ":" + action
    self._action = asked if isinstance(self, S3IAMRequest) else ACTIONS.get(asked, asked)


IAMRequestBase.__init__ = named

# Who signs is known by the key. That the signature is right is not what is
# tested, and moto finds some of the SDK's wrong.
IAMRequestBase.check_signature = lambda self: None


def refuse(self):
    error = AccessDeniedError(user_arn=self._access_key.arn, action=self._action)
    if self._service != "ec2":  # which alone wraps an error in Errors
        for tag in ("<Errors>", "</Errors>"):
            error.description = error.description.replace(tag, "")
    raise error


IAMRequest._raise_access_denied = refuse
