#!/bin/sh
# SPDX-License-Identifier: MIT
# Gradescope runs this once, when it makes the image that all submissions are graded in: installs what grading
# needs and builds it. AUTOGRADER is where Gradescope puts everything.
set -eu
cd "${AUTOGRADER:-/autograder}/source/borrowed-pages"
command -v make >/dev/null || {
	apt-get update -qq
	apt-get install -y -qq --no-install-recommends make
}
make grader
