// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import com.googlecode.aviator.runtime.function.FunctionUtils;
import com.googlecode.aviator.runtime.type.AviatorBoolean;
import com.googlecode.aviator.runtime.type.AviatorObject;
import java.util.List;
import java.util.Map;
import org.casbin.jcasbin.main.Enforcer;
import org.casbin.jcasbin.model.Model;
import org.casbin.jcasbin.util.function.CustomFunction;

/**
 * The same rows in jCasbin, whose language can say them: deny by default, a forbidding row wins.
 */
final class CasbinRights {
  private static final String MODEL =
      """
      [request_definition]
      r = role, act, obj, relation, state, grp, purpose
      [policy_definition]
      p = role, act, obj, relations, states, groups, purposes, eft
      [policy_effect]
      e = some(where (p.eft == allow)) && !some(where (p.eft == deny))
      [matchers]
      m = r.role == p.role && r.act == p.act && r.obj == p.obj && holds(p.relations, r.relation) \
      && holds(p.states, r.state) && holds(p.groups, r.grp) && holds(p.purposes, r.purpose)
      """;

  private CasbinRights() {}

  /** A set is written {@code |ONE|OTHER|}. */
  private static final class Holds extends CustomFunction {
    @Override
    public AviatorObject call(Map<String, Object> env, AviatorObject set, AviatorObject one) {
      var all = FunctionUtils.getStringValue(set, env);
      return AviatorBoolean.valueOf(
          all.equals("|ANY|") || all.contains("|" + FunctionUtils.getStringValue(one, env) + "|"));
    }

    @Override
    public String getName() {
      return "holds";
    }
  }

  static Enforcer of(List<RightsRow> rows) {
    var model = new Model();
    model.loadModelFromText(MODEL);
    var enforcer = new Enforcer(model);
    enforcer.addFunction("holds", new Holds());
    for (var row : rows) {
      enforcer.addPolicy(
          row.role(),
          row.act(),
          row.object(),
          set(row.relations()),
          set(row.states()),
          set(row.groups()),
          set(row.purposes()),
          row.effect().equals("PERMIT") ? "allow" : "deny");
    }
    return enforcer;
  }

  private static String set(List<String> of) {
    return "|" + String.join("|", of) + "|";
  }
}
