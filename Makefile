# What CI runs is .ci/run; the targets here are its parts.

GOLANGCI_LINT_VERSION = v2.5.0
GOLANGCI_LINT = bin/golangci-lint-$(GOLANGCI_LINT_VERSION)
FUZZTIME = 15s
BENCH_SIZES = 3500,35000,105000
BENCH_RUNS = 3
CASES =

.PHONY: build test vet lint race fuzz bench double fixtures ci

build:
	go build -trimpath -o soc2gate ./cmd/soc2gate

test:
	go test ./...

vet:
	go vet ./...

lint: $(GOLANGCI_LINT)
	$(GOLANGCI_LINT) run ./...

# The linter has modules of its own, which go.mod is spared.
$(GOLANGCI_LINT):
	GOBIN=$(CURDIR)/bin go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_LINT_VERSION)
	mv bin/golangci-lint $@

# What runs side by side is looked at: a plan is hashed while it is read, rules are
# judged at once over one account, and an account is read by many calls at once. Of
# the program that is what it does with a live account. The SDK is compiled fast and without
# the detector: it is not what is looked at.
RACE = go test -race -short -vet=off -gcflags='github.com/aws/aws-sdk-go-v2/...=-race=false -N -l'
race:
	$(RACE) ./account ./gate ./live/...
	$(RACE) ./plan -run Digest
	$(RACE) ./cmd/soc2gate -run 'Live|TestPanic|TestColored|TestReferences'

# One target at a time, because go test fuzzes only one.
fuzz:
	@grep -rn --include='*_test.go' -o '^func Fuzz[A-Za-z0-9_]*' . | sort | \
	while IFS=: read -r file line func; do \
		name=$${func#func }; \
		echo "fuzz $$name ($${file%/*})"; \
		go test -run '^$$' -fuzz "^$$name\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x "./$${file%/*}" || exit 1; \
	done

# Whole processes against json.Valid and terraform-json on the same bytes.
bench:
	go run ./scripts/bench -sizes $(BENCH_SIZES) -runs $(BENCH_RUNS)

# What reads an account, against one that moto_server plays, which pip installs as
# moto[server] in the version that .ci/run names.
double:
	SOC2GATE_DOUBLE=moto_server go test -count=1 ./live ./cmd/soc2gate -run AgainstADouble

# make fixtures CASES='fixtures/RULE/CASE ...'; without CASES, all that are stale.
fixtures:
	scripts/fixtures.sh $(CASES)

ci:
	.ci/run
