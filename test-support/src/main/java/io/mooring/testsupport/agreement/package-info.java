/** Facts about agreements, named by what AWS says. */
@NullMarked
package io.mooring.testsupport.agreement;

import org.jspecify.annotations.NullMarked;
