/* SPDX-License-Identifier: MIT */
/* number: rejected "does not compile" */
/* Not C. */
%!PS-Adobe
this is not C at all
