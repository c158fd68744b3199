// SPDX-License-Identifier: EUPL-1.2
/**
 * Brings the feature bundles of the module and replaces them while the parent runs. What is
 * installed is said by one pointer file, not by the framework's cache: feature bundles are started
 * transiently, so that no framework starts them by itself, and at each start {@link
 * al.fole.lifecycle.internal.BlueGreenReleases} makes the framework agree with the pointer.
 *
 * <p>A release is applied blue/green: the new version is installed beside the old one under the
 * same symbolic name, asked over HTTP where nobody else asks, ranked higher by its activation
 * number, watched until it serves and answers, and only then the old one is stopped. No bundle is
 * ever refreshed and none that is not ours is touched.
 */
@NullMarked
package al.fole.lifecycle.internal;

import org.jspecify.annotations.NullMarked;
