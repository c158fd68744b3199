// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One reading of the articles: VKM 136/2018 (S1) p.10 and the draft decision of 2026 (S2) n.8 to
 * n.12, with I-10 to I-20 of the domain. Plain branches; it shares neither table nor structure with
 * the module, so that a slip in one of the two shows. One cell, asked by an account in a state.
 */
record ArticlesEvaluator(
    String role,
    String act,
    String object,
    String relation,
    String state,
    String group,
    String purpose,
    String account) {

  private static final String FILES = "CASE PERSON FAMILY PLACEMENT";
  private static final String COURSE = "PLAN VISIT REVIEW";
  private static final String WORK = "PLAN ACTIVITY VISIT REVIEW";
  private static final String PAPERS = WORK + " DOCUMENT";
  private static final String JUDGED = "REFERRAL ASSESSMENT FAMILY_ASSESSMENT";
  private static final String FIGURES = "REPORT STATISTICS";
  private static final String TOWN = "OWN_CASE OWN_UNIT MUNICIPALITY";
  private static final String HERE = "OWN_UNIT MUNICIPALITY";
  private static final String SELF = "OWN_CASE OWN_UNIT";
  private static final String OVERSIGHT =
      "INSPECTION CONTROL_FILE MONITORING_NOTE SEAL OVERRIDE HANDS TRANSFER DISCLOSURES ERASURE";
  private static final Map<String, List<String>> WORDS = new ConcurrentHashMap<>();

  boolean allowed() {
    boolean writes = !in(act, "READ LIST REPORT ANALYSE");
    boolean oversees = in(object, OVERSIGHT);
    // S2 n.9/1: whoever supervises does not work on the case.
    boolean work = writes && !oversees && !object.equals("ACCOUNT_PROPOSAL");
    boolean supervises = in(role, "NJMF_HEAD BASHKI_SOC_DIR QARK_SW") && !in(purpose, "CASE_WORK");
    // I-10: what is closed is read; inspection and control go on.
    boolean closed = state.equals("CLOSED") && !relation.equals("NONE") && !oversees;
    // S2 n.8/1, n.11/4/b: whoever is suspended is out, whoever is limited reads only.
    return in(account, writes ? "ACTIVE" : "ACTIVE LIMITED")
        && in(purpose, purposes())
        && !(supervises && (work || in(object, "PERSON_MATCH CASE_MATCH")))
        // S2 n.10/5: statistics are lists without identity, reports and analysis.
        && !(in(purpose, "STATISTICS") && (writes || in(act, "READ") && !in(object, "MATRIX")))
        && !(closed && writes)
        && !state.equals("SEALED") // I-16: only by an unsealing of two persons
        && in(group, fields())
        && (may("READ", "MATRIX", "NONE") || byRole()); // S1 p.11, S2 n.12/2
  }

  /** S2 n.9/1: what each role may process for. */
  private String purposes() {
    return switch (role) {
      case "PMF", "NVNR_SW" -> "CASE_WORK";
      case "NJMF_HEAD", "QARK_SW", "BASHKI_SOC_DIR" -> "CASE_WORK SUPERVISION";
      case "SHSSH_REG", "SHSSH_HQ" -> "SUPERVISION STATISTICS";
      case "SHSSH_ADMIN" -> "ADMINISTRATION";
      case "SHSSH_CONTROL" -> "CONTROL";
      case "PROVIDER_HEAD", "PROVIDER_CM" -> "SERVICE";
      case "INSPECTOR" -> "INSPECTION";
      case "ASHDMF_MON" -> "MONITORING STATISTICS";
      case "MIN_POLICY" -> "POLICY STATISTICS";
      case "STAT_EXT" -> "STATISTICS";
      case "DPO" -> "DATA_PROTECTION";
      default -> ""; // AKSHI (n.2/4) and those who give information (n.6/2) have no login
    };
  }

  /** S2 n.7/2: the fields an act on an object has to do with. */
  private String fields() {
    String file = "RECORD IDENTITY HEALTH COURT FINANCE FOSTER_FAMILY NOTES";
    String course = "RECORD IDENTITY HEALTH BIOLOGICAL_FAMILY FOSTER_FAMILY NOTES";
    String special = "BIOLOGICAL_FAMILY REFERRER ALLEGATION ";
    return switch (object + (in(act, "READ LIST") ? "" : " " + act)) {
      case "CASE" -> special + file + (in(act, "READ") ? " PROTECTED_ADDRESS ADOPTION" : "");
      case "FAMILY", "PLACEMENT" -> file + " PROTECTED_ADDRESS"; // I-15: in no list of cases
      case "FAMILY_ASSESSMENT EVALUATE" -> file;
      case "FAMILY CREATE", "FAMILY_DECISION APPROVE" ->
          "RECORD IDENTITY FINANCE FOSTER_FAMILY NOTES";
      case "PLACEMENT CREATE", "PLACEMENT MODIFY" -> "RECORD IDENTITY FOSTER_FAMILY NOTES";
      case "REFERRAL EVALUATE", "ASSESSMENT EVALUATE" -> special + "RECORD IDENTITY HEALTH NOTES";
      case "REFERRAL CREATE" -> "RECORD IDENTITY REFERRER ALLEGATION NOTES";
      case "REFERRAL MODIFY" -> "RECORD IDENTITY NOTES";
      case "REFERRAL APPROVE", "CASE APPROVE", "DECISION CREATE", "EMERGENCY_DECISION APPROVE" ->
          "RECORD IDENTITY COURT NOTES";
      case "PERSON", "PERSON MODIFY", "PROTECTION APPROVE" -> "RECORD IDENTITY PROTECTED_ADDRESS";
      case "HANDS ADMINISTER", "TRANSFER APPROVE" -> "RECORD COURT FOSTER_FAMILY NOTES";
      case "HISTORY", "IDENTITY", "DISCLOSURES", "ACCOUNT ADMINISTER" -> "RECORD IDENTITY";
      case "PERSON CREATE", "PROTECTION MODIFY", "DISCLOSURES CREATE" -> "RECORD IDENTITY";
      case "TRANSFER", "BREACH_FILE", "BREACH_FILE CREATE" -> "RECORD NOTES";
      case "OVERRIDE", "OVERRIDE APPROVE" -> "RECORD NOTES";
      default -> in(object, PAPERS + " TASK INSPECTION CONTROL_FILE") ? course : "RECORD";
    };
  }

  private boolean byRole() {
    boolean own = relation.equals("OWN_CASE");
    boolean bare = group.equals("RECORD");
    boolean known = !in(group, "PROTECTED_ADDRESS REFERRER ALLEGATION ADOPTION"); // I-15, I-16
    return switch (role) {
      case "PMF" -> // S2 n.8/2/a, n.4/3/a, n.6/3/a; I-15: the protected address of his own cases
          (protection(SELF)
                  || may("READ PLAN", "TASK", "OWN_CASE")
                  || may("REPORT", "REPORT", "OWN_CASE"))
              && (own || !in(group, "PROTECTED_ADDRESS ADOPTION"));
      case "NJMF_HEAD" -> // S2 n.8/2/a, n.4/3: answers for what is decided; I-20: another assessed
          (protection(HERE)
                  || may("PLAN", WORK + " TASK", TOWN)
                  || may("APPROVE", "REFERRAL EMERGENCY_DECISION CASE PROTECTION", TOWN)
                  || may("APPROVE", "FAMILY_DECISION PLAN REVIEW TRANSFER", HERE)
                  || may("READ", "TRANSFER", HERE) // n.6/3/a: the heads of both units
                  || may("ADMINISTER", "HANDS", HERE)
                  || may("ADMINISTER UNSEAL APPROVE READ", "SEAL", HERE) // I-16: two persons
                  || may("READ APPROVE", "OVERRIDE", "NONE")
                  || may("READ", "CASE_MATCH", "NONE")
                  || may("READ", "TASK DISCLOSURES", TOWN)
                  || may("CREATE", "DISCLOSURES", TOWN)
                  || may("CREATE READ", "ERASURE", HERE) // G-15: what was served on the unit
                  || may("REPORT", "REPORT", HERE))
              && (own || !group.equals("ADOPTION"));
      case "NVNR_SW" -> // S1 p.10/a, S2 n.3/1/b: decides and places nothing
          (local(SELF) || may("REPORT", "REPORT", HERE))
              && !in(group, "PROTECTED_ADDRESS ADOPTION");
      case "BASHKI_SOC_DIR" -> // S2 n.6/1/d by way of n.2/1 (G-03), n.4/2, n.10/4
          known
              && (may("READ LIST", FILES, TOWN)
                  || may("READ", "HISTORY", TOWN + " FORMER_UNIT")
                  || may("READ", PAPERS + " SEAL", HERE)
                  || may("APPROVE", "CASE FAMILY_DECISION SEAL", HERE)
                  || may("READ APPROVE", "OVERRIDE", "NONE")
                  || may("CREATE", "ACCOUNT_PROPOSAL", "NONE")
                  || may("REPORT", "REPORT", HERE));
      case "QARK_SW" -> // S1 p.10/b
          known
              && (may("READ LIST", FILES, "QARK")
                  || may("READ", COURSE, "QARK")
                  || may("EVALUATE", JUDGED + " REVIEW", "QARK")
                  || may("MODIFY", "PERSON REFERRAL", "QARK")
                  || may("REPORT", "REPORT", "QARK"));
      case "SHSSH_REG" -> // S2 n.8/2/b, S1 p.10/c
          known && (service("QARK") || may("EVALUATE", "REVIEW", "QARK"));
      case "SHSSH_HQ" -> // S2 n.8/2/c, n.11/1, S1 p.10/ç
          known
              && (service("NATIONAL")
                  || may("ANALYSE", "STATISTICS", "NATIONAL")
                  || may("READ", "DISCLOSURES", "NATIONAL")
                  || may("READ", "TRAIL", "NONE"));
      case "SHSSH_ADMIN" -> // S2 n.3/4, n.9/3, n.6/4/c; I-20: no record of a child
          may("ADMINISTER", "ACCOUNT MATRIX RELEASE", "NONE")
              || may("APPROVE", "MATRIX", "NONE")
              || may("READ", "RELEASE TRAIL", "NONE")
              || may("REPORT", "REPORT", "NONE");
      case "SHSSH_CONTROL" -> // S2 n.11/2, n.11/5: writes nothing but its findings
          may("READ", FILES + " HISTORY DISCLOSURES CONTROL_FILE " + PAPERS, "MANDATE")
                  && !group.equals("ADOPTION")
              || may("CREATE", "CONTROL_FILE", "MANDATE")
              || may("READ", "TRAIL", "NONE")
              || may("REPORT", "REPORT", "NONE");
      case "PROVIDER_HEAD" -> // S2 n.8/2/ç
          !in(group, "REFERRER ALLEGATION ADOPTION")
              && (may("READ LIST", FILES, "INSTITUTION")
                  || may("READ", PAPERS + " TASK", "INSTITUTION")
                  || may("MODIFY", "PERSON", "INSTITUTION") && known
                  || may("EVALUATE", "REVIEW", "INSTITUTION")
                  || may("PLAN", "PLAN ACTIVITY VISIT TASK", "INSTITUTION")
                  || may("REPORT", "REPORT", "INSTITUTION"));
      case "PROVIDER_CM" -> // S1 p.10/dh; reading is implied for tasks, activities and the plan
          !in(group, "REFERRER ALLEGATION ADOPTION COURT FINANCE")
              && (may("READ LIST", "CASE FAMILY PLACEMENT", "OWN_CASE")
                  || may("READ", "PERSON PLAN ACTIVITY VISIT TASK", "OWN_CASE")
                  || may("PLAN", "PLAN ACTIVITY TASK", "OWN_CASE"));
      case "INSPECTOR" -> // S2 n.8/2/d (1st), S1 p.10/e
          may("READ", FILES + " HISTORY INSPECTION " + PAPERS, "MANDATE")
                  && !group.equals("ADOPTION")
              || may("CREATE", "INSPECTION", "MANDATE")
              || bare && may("LIST", "CASE FAMILY PLACEMENT MONTHLY_LIST", "NATIONAL")
              || may("REPORT", "REPORT", "NATIONAL");
      case "ASHDMF_MON" -> // S2 n.8/2/d (2nd), n.6/5/a; G-09: no identity without a reason
          bare && may("READ", FILES + " MONITORING_NOTE " + COURSE, "MONITORED OWN_CASE")
              || own && may("READ", FILES, relation) && in(group, "IDENTITY FOSTER_FAMILY NOTES")
              || may("MONITOR", "MONITORING_NOTE", "MONITORED")
              || may("READ", "IDENTITY", "MONITORED OWN_CASE")
              || bare && may("LIST", "CASE FAMILY PLACEMENT", "NATIONAL")
              || may("REPORT", FIGURES, "NONE") // n.6/5/a, n.8/2/dh: aggregates
              || may("ANALYSE", "STATISTICS", "NONE");
      case "MIN_POLICY" -> // S2 n.8/2/dh, n.12/2
          bare && may("READ", FILES, "NATIONAL OWN_CASE")
              || group.equals("IDENTITY") && may("READ", FILES, "OWN_CASE")
              || group.equals("FOSTER_FAMILY") && may("READ", "FAMILY PLACEMENT", "OWN_CASE")
              || may("READ", "IDENTITY", "NATIONAL OWN_CASE")
              || may("APPROVE", "MATRIX", "NONE")
              || may("REPORT", FIGURES, "NONE") // n.6/5/a, n.8/2/dh: aggregates
              || may("ANALYSE", "STATISTICS", "NONE");
      case "STAT_EXT" -> // S1 p.13
          may("REPORT", "STATISTICS", "NONE");
      case "DPO" -> // law 124/2024, S2 n.11/4/c
          may("READ", "TRAIL", "NONE")
              || may("READ CREATE MODIFY", "DISCLOSURES", "NATIONAL")
              || may("READ CREATE", "BREACH_FILE", "NONE")
              || may("READ APPROVE", "OVERRIDE", "NONE")
              || may("READ APPROVE", "ERASURE", "NATIONAL") // G-15: has no part in the case
              || may("REPORT", "REPORT", "NONE");
      default -> false; // S2 n.9/3
    };
  }

  /** S2 n.8/2/a, n.4/3/a: decides on the child's care and places him. */
  private boolean protection(String papers) {
    return local(papers)
        || may("CREATE", "DECISION PLACEMENT", TOWN)
        || may("MODIFY", "PLACEMENT PROTECTION", TOWN);
  }

  /** S2 n.8/2/b, c: the State Social Service; n.3/1/c: it passes referrals on. */
  private boolean service(String where) {
    return may("READ LIST", FILES, where) && !purpose.equals("STATISTICS")
        || may("READ", COURSE, where)
        || may("MODIFY", "REFERRAL", where)
        || may("LIST", "MONTHLY_LIST", where)
        || may("REPORT", FIGURES, where);
  }

  /** S2 n.8/2/a, S1 p.10/a: the work with cases and families in the jurisdiction of n.6/3/a. */
  private boolean local(String papers) {
    return may("READ LIST", FILES, TOWN)
        || may("READ", "HISTORY", TOWN + " FORMER_UNIT")
        || may("READ", PAPERS, TOWN)
        || may("CREATE", "DOCUMENT", papers)
        || may("READ", "PERSON_MATCH", "NONE")
        || may("BREAK_GLASS", "OVERRIDE", "NONE")
        || may("CREATE", "PERSON REFERRAL FAMILY", "OWN_UNIT")
        || may("MODIFY", "PERSON", TOWN)
        || may("EVALUATE", JUDGED, TOWN)
        || may("PLAN", WORK, SELF);
  }

  private boolean may(String acts, String objects, String relations) {
    return in(act, acts) && in(object, objects) && in(relation, relations);
  }

  /** Whether a word is one of those in a line. */
  private static boolean in(String word, String line) {
    return WORDS.computeIfAbsent(line, it -> List.of(it.split(" "))).contains(word);
  }
}
