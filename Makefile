# Everything a person does with this repository. `make help` lists it.

PROFILE ?= quick
JOBS ?=
KERNELS ?=
PORT ?=

SECONDS ?= 60
SEED ?= 1

.PHONY: report guide test fuzz examples docs verify bench digests preview lint update-goldens clean help

report: ## Compute what is stale and write the site (first time: install what is missing, build, run everything)
	@Tools/report.sh --profile $(PROFILE) $(if $(JOBS),--jobs $(JOBS))

guide: ## Build the guide for authors into guide/site/
	@Tools/guide.sh $(if $(JOBS),--jobs $(JOBS))

test: ## Run all tests, the slow ones too
	@Tools/setup.sh
	@swift build --build-tests
	@swift build -c release --product ContractDigests
	@Tools/browser.sh --missing
	@LABBOOK_SLOW_TESTS=1 swift test --skip-build

fuzz: ## Feed the notebook reader with made-up notebooks (SECONDS=600, SEED=1) and report what breaks a promise, shrunk
	@Tools/setup.sh
	@swift build -c release --product FuzzNotebooks
	@.build/release/FuzzNotebooks --seconds $(SECONDS) --seed $(SEED)

examples: ## Build and run what is in Examples/: a package that uses Lab, and a book that does not
	@swift run --package-path Examples/UseLab -c release UseLab
	@Tools/example.sh $(if $(JOBS),--jobs $(JOBS))

docs: ## Build the API documentation of Lab
	@Tools/docs.sh

verify: ## Compute everything from nothing elsewhere, by other kernels and more jobs, and compare every byte of site/
	@Tools/verify.sh $(if $(JOBS),--jobs $(JOBS)) $(if $(KERNELS),--kernels $(KERNELS))

bench: ## Measure Lab and the site's builds against their peers (FILTER=part of a name; RECORD=1 writes Benchmarks/latest.json, which the book shows)
	@Tools/setup.sh
	@swift build -c release
	@.build/release/labbook remember-sources
	@.build/release/Benchmarks $(if $(FILTER),--filter $(FILTER)) $(if $(RECORD),--record)

digests: ## Record what the runs of the numeric contract give on this machine and on emulated ones, in notebooks/data/digests.json
	@Tools/setup.sh
	@swift build -c release --product ContractDigests
	@.build/release/ContractDigests record notebooks/data/digests.json

preview: ## Show the site in a browser, build after every save, and reload (PORT=…; Ctrl-C ends it)
	@Tools/preview.sh --profile $(PROFILE) $(if $(JOBS),--jobs $(JOBS)) $(if $(PORT),--port $(PORT))

lint: ## Check the formatting of all Swift sources
	@swift format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks \
	    Examples/UseLab/Package.swift Examples/UseLab/Sources

update-goldens: ## Rewrite the golden pages and figures that tests compare with; look at the diff before committing
	@swift build --build-tests
	@LABBOOK_UPDATE_GOLDENS=1 swift test --skip-build --filter RendererTests

clean: ## Remove everything that can be made again (builds, records of runs), but not site/
	rm -rf .build .build-* .labbook guide/.labbook guide/site

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' $(MAKEFILE_LIST) | while IFS='|' read -r name words; do printf '  make %-16s %s\n' "$$name" "$$words"; done
