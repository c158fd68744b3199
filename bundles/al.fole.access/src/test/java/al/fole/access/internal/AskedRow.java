// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import java.util.List;

/** A row of the matrix that somebody asks for. */
record AskedRow(
    String role,
    String act,
    String object,
    List<String> relations,
    List<String> states,
    List<String> groups,
    List<String> purposes,
    String effect) {

  static AskedRow permit(String role, String act, String object, String relation) {
    return new AskedRow(
        role,
        act,
        object,
        List.of(relation),
        List.of("OPEN", "CLOSED"),
        List.of("RECORD"),
        List.of("ANY"),
        "PERMIT");
  }

  AskedRow effect(String other) {
    return new AskedRow(role, act, object, relations, states, groups, purposes, other);
  }

  AskedRow groups(String... other) {
    return new AskedRow(role, act, object, relations, states, List.of(other), purposes, effect);
  }

  AskedRow states(String... other) {
    return new AskedRow(role, act, object, relations, List.of(other), groups, purposes, effect);
  }

  AskedRow purposes(String... other) {
    return new AskedRow(role, act, object, relations, states, groups, List.of(other), effect);
  }

  ProposeChange within(String manual) {
    return new ProposeChange(
        "ADD",
        manual,
        null,
        role,
        act,
        object,
        relations,
        states,
        groups,
        purposes,
        effect,
        "VKM-2026 n.9/3",
        null,
        null,
        MatrixAtWork.REASON);
  }

  ProposeChange said() {
    return within("1");
  }
}
