/** Proving a mailbox from the wizard: ask for a code, ask for another, give it back. */
@NullMarked
package io.mooring.verification.web;

import org.jspecify.annotations.NullMarked;
