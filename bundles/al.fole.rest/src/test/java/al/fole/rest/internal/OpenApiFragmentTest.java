// SPDX-License-Identifier: EUPL-1.2
package al.fole.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenApiFragmentTest {

  @Test
  void theUnionKeepsWhatCameFirstAndMixesNothing() throws Exception {
    var whole =
        OpenApiFragment.merge(
            List.of(
                fragment(
                    "b", "{'paths':{'/b':{'get':{'x':1}}},'components':{'schemas':{'S':{'b':1}}}}"),
                fragment("b", "{'paths':{'/old':{'get':{}}}}"),
                fragment(
                    "a",
                    "{'paths':{'/b':{'get':{'y':2},'put':{}}},'components':{'schemas':{'S':{'a':1}}}}"),
                fragment("rest", "{'info':{'title':'Fole'}}")),
            "1.1.0");
    assertEquals(
        "{'openapi':'3.1.0','paths':{'/b':{'get':{'x':1},'put':{}}},"
            + "'components':{'schemas':{'S':{'b':1}}},'info':{'title':'Fole','version':'1.1.0'}}",
        whole.toString().replace('"', '\''));
  }

  private static OpenApiFragment fragment(String bundle, String json) throws Exception {
    return new OpenApiFragment(bundle, new ObjectMapper().readTree(json.replace('\'', '"')));
  }
}
