// SPDX-License-Identifier: EUPL-1.2
package org.example.watch;

/** What can be asked of the watch over JMX. */
public interface WatchMXBean {

  /**
   * Every bundle: id, symbolic name, version, state, when it was last modified, which wiring it
   * has, where it came from; separated by blanks.
   */
  String[] getBundles();

  /** What happened since the watch started: {@code STOPPED 12 name}. */
  String[] getEvents();

  /** Plans and applies the release whose Feature JSON is at this path. */
  void apply(String feature);

  /** Returns to the release before. */
  void rollBack();
}
