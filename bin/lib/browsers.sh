# shellcheck shell=bash
# Sourced by bin/test: the suites that a person's browser runs.

suite_e2e() { build_server && build_field && PLAYWRIGHT_JUNIT_OUTPUT_FILE=$reports/e2e.xml reported e2e npx playwright test --config e2e/playwright.config.ts --reporter=line,junit; }
suite_engines() {
  build_server && PLAYWRIGHT_JUNIT_OUTPUT_FILE=$reports/engines.xml SEGGWAT_ENGINES=1 reported engines \
    npx playwright test --config e2e/playwright.config.ts --project=engines --reporter=line,junit
}
