// SPDX-License-Identifier: EUPL-1.2
/**
 * The parent's side of {@link al.fole.spi.host} as tests. A parent's developer implements {@link
 * al.fole.tck.ParentUnderTest} in his own test tree and lets JUnit 5 run the rules:
 *
 * <pre>{@code
 * class OurParentTest {
 *   @TestFactory
 *   Stream<DynamicTest> keepsTheContract() {
 *     return ParentContract.of(new OurParent());
 *   }
 * }
 * }</pre>
 */
@NullMarked
package al.fole.tck;

import org.jspecify.annotations.NullMarked;
