// SPDX-License-Identifier: EUPL-1.2
/**
 * Runs JUnit 5 tests inside an OSGi framework through Pax Exam. A test class carries {@link
 * InFramework}; every test of it runs inside the framework that its {@link ContainerDescription}
 * describes, with services injected by {@link OsgiService}. {@link FoleContainer} is the one
 * description of a host: the bundles, start levels and configurations of the release.
 *
 * <p>What to know when writing such a test: each test method is its own run inside, so {@code
 * BeforeAll} runs before each of them; the class is also instantiated outside, so its constructor
 * does nothing; {@code TestFactory} is not supported.
 */
@NullMarked
package al.fole.itests.driver;

import org.jspecify.annotations.NullMarked;
