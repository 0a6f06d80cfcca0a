package rules

import "github.com/soc2gate/soc2gate/account"

// ConfigRecorderOn wants AWS Config to record wherever it is set up, and
// somewhere at least.
var ConfigRecorderOn = add(Rule{
	ID:    "config-recorder-on",
	Title: "AWS Config records all types in each region where it is set up, and in one at least",
	Criteria: []Support{
		{"CC7.1", "changes of the configuration can only be detected where they are recorded"},
		{"CC4.1", "evaluations of the controls are made on what the recorder sees"},
		{"CC2.1", "the record of the configuration is information that other controls rely on"},
	},
	Severity: Critical,
	Tier:     1,
	Why:      "A recorder that is off or delivers nowhere leaves no history, and rules and Security Hub have nothing to check.",
	Fix:      "Keep a recorder of all types, a delivery channel, and an aws_config_configuration_recorder_status with is_enabled = true.",
	Reads:    []account.Kind{account.Recorders.Kind, account.DeliveryChannels.Kind},
	Check: func(a *account.Account, r *Report) {
		r.requireIn(a, a.ConfigRegions(), a.ConfigRecords, "AWS Config does not record all types of resources")
	},
})
