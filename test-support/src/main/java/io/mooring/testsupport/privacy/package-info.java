/** Keys for tests; as good as public. */
@NullMarked
package io.mooring.testsupport.privacy;

import org.jspecify.annotations.NullMarked;
