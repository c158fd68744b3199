// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Where a request comes from. Of the proxies that {@code fole.proxies} names it is believed whom
 * they hand on: the last address of {@code Forwarded} (RFC 7239) or {@code X-Forwarded-For}, before
 * any other of these proxies. What anybody else says of himself changes nothing, and neither does a
 * proxy that sends both and they differ: one of them it has passed through unread.
 */
@Component(service = Proxies.class, configurationPid = "al.fole.access")
public final class Proxies {

  /** An address in figures: never a name, which would be asked of a server of names. */
  private static final Pattern FIGURES =
      Pattern.compile(
          "(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(?:[.](?!$)|$)){4}|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

  private static final Pattern WITH_PORT =
      Pattern.compile("\\[([^\\]]+)\\](?::[0-9]{1,5})?|([0-9.]+)(?::[0-9]{1,5})?");

  private final Set<InetAddress> known;

  /** Knows the addresses of the framework property. */
  @Activate
  public Proxies(BundleContext context) {
    this(context.getProperty("fole.proxies"));
  }

  /**
   * @param addresses joined by commas
   * @throws IllegalArgumentException for what is no address in figures
   */
  Proxies(@Nullable String addresses) {
    known =
        Arrays.stream((addresses == null ? "" : addresses).split(","))
            .map(String::strip)
            .filter(address -> !address.isEmpty())
            .map(
                address ->
                    parsed(address)
                        .orElseThrow(
                            () ->
                                new IllegalArgumentException(
                                    "fole.proxies: " + address + " is no address")))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** The address a request comes from; the proxy's own where it does not say whose. */
  String source(HttpServletRequest request) {
    var peer = request.getRemoteAddr();
    if (known.isEmpty() || parsed(peer).filter(known::contains).isEmpty()) {
      return peer;
    }
    var standard = lastOf(forwarded(values(request, "Forwarded")));
    var usual = lastOf(values(request, "X-Forwarded-For"));
    boolean differ = standard.isPresent() && usual.isPresent() && !standard.equals(usual);
    return differ ? peer : standard.or(() -> usual).map(InetAddress::getHostAddress).orElse(peer);
  }

  /** The last that is none of the proxies; empty as soon as one is no address. */
  private Optional<InetAddress> lastOf(List<String> hops) {
    for (int i = hops.size() - 1; i >= 0; i--) {
      var hop = parsed(hops.get(i));
      if (hop.isEmpty() || !known.contains(hop.get())) {
        return hop;
      }
    }
    return Optional.empty();
  }

  private static List<String> values(HttpServletRequest request, String header) {
    var values = new ArrayList<String>();
    for (var line : Collections.list(request.getHeaders(header))) {
      values.addAll(List.of(line.split(",", -1)));
    }
    return values;
  }

  /** What stands behind {@code for=} of each hop; empty text where nothing does. */
  private static List<String> forwarded(List<String> hops) {
    return hops.stream()
        .map(
            hop ->
                Arrays.stream(hop.split(";"))
                    .map(String::strip)
                    .filter(pair -> pair.regionMatches(true, 0, "for=", 0, 4))
                    .map(pair -> pair.substring(4).replace("\"", ""))
                    .findFirst()
                    .orElse(""))
        .toList();
  }

  private static Optional<InetAddress> parsed(String text) {
    var plain = text.strip();
    var ported = WITH_PORT.matcher(plain);
    if (ported.matches()) {
      plain = ported.group(1) == null ? ported.group(2) : ported.group(1);
    }
    if (!FIGURES.matcher(plain).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(plain));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
