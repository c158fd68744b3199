// SPDX-License-Identifier: EUPL-1.2
/**
 * The acceptance story, over HTTP and for any host: the reference host, Karaf, a parent that embeds
 * the module. A host says where it answers and how its people sign in ({@link
 * al.fole.itests.story.Stage}); the story does the rest and asserts what it sees.
 */
@NullMarked
package al.fole.itests.story;

import org.jspecify.annotations.NullMarked;
