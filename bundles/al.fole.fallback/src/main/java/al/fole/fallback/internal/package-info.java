// SPDX-License-Identifier: EUPL-1.2
/**
 * What answers below {@code /api} when nobody else does: 503 for a part of the module that is
 * absent or paused, 404 for what never was. It depends on nothing but the HTTP service, so that it
 * stays through every pause of the rest.
 *
 * <p>It also stands before the parts that are there: an error of theirs that is no problem document
 * becomes 503, because a part that is whole makes its errors such documents.
 *
 * <p>Why a part is not there it asks a service that may be missing, see {@link
 * al.fole.fallback.internal.Absences}.
 *
 * <p>And it is the door of the module: shut for an announced pause, see {@link
 * al.fole.fallback.internal.Door}.
 *
 * <p>Properties of the PID {@code al.fole.fallback}: {@code parts}, first path segments below
 * {@code /api} that belong to the module; {@code osgi.http.whiteboard.target}, where a host has
 * several HTTP services and not all are ours.
 */
@NullMarked
package al.fole.fallback.internal;

import org.jspecify.annotations.NullMarked;
