// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.hosts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The wire between a host and PostgreSQL, which can be cut. It reads the messages that pass
 * (PostgreSQL 17, chapter 53) so far that it knows which of them is a COMMIT.
 */
final class Wire implements AutoCloseable {

  /** Where a COMMIT is lost. */
  enum Cut {
    /** It never reaches the server. */
    BEFORE,
    /** The host is alone first; the COMMIT still arrives a little later. */
    LATE,
    /** The server has committed; its answer never reaches the host. */
    AFTER
  }

  private static final int PROTOCOL_3 = 3 << 16;
  private static final int LATEST_MILLIS = 120;

  /** How many COMMITs were lost so, by role and place. */
  final Map<String, AtomicInteger> cuts = new ConcurrentSkipListMap<>();

  private final ServerSocket door;
  private final ExecutorService threads = Executors.newCachedThreadPool(Wire::daemon);
  private final Set<Line> lines = ConcurrentHashMap.newKeySet();
  private volatile Map<String, Double> chances = Map.of();
  private volatile boolean silent;
  private volatile int server;

  Wire(int server) throws IOException {
    this.server = server;
    door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  /** The server is found at another port from now on. */
  void leadTo(int port) {
    server = port;
  }

  /** From now on so many of the COMMITs of a role are lost; nobody else's are. */
  void cutting(Map<String, Double> chanceByRole) {
    chances = chanceByRole;
  }

  int cut(String role) {
    return cuts.entrySet().stream()
        .filter(cut -> cut.getKey().startsWith(role + " "))
        .mapToInt(cut -> cut.getValue().get())
        .sum();
  }

  /** Nothing passes any more, and the host is not told: the machine at the other end is gone. */
  void swallow() {
    silent = true;
  }

  /** It is there again and knows nothing of the old connections, which never say another word. */
  void restore() {
    for (Line line : lines) {
      line.dead = true;
      close(line.backend);
    }
    silent = false;
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        var line = new Line(door.accept());
        lines.add(line);
        line.dead = silent;
        threads.execute(line::toServer);
      } catch (IOException e) {
        // The door was closed, or a caller has already gone.
      }
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (Line line : lines) {
      close(line.host);
      close(line.backend);
    }
    threads.shutdownNow();
  }

  private static void close(Socket end) {
    try {
      end.close();
    } catch (IOException e) {
      // It was closed already.
    }
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work, "wire");
    thread.setDaemon(true);
    return thread;
  }

  private static byte[] message(DataInputStream from, byte[] head) throws IOException {
    int length = from.readInt();
    var whole = ByteBuffer.allocate(head.length + length).put(head).putInt(length);
    from.readFully(whole.array(), head.length + 4, length - 4);
    return whole.array();
  }

  /** The texts of a message, each ended by a zero; at most so many, and then the rest. */
  private static List<String> texts(byte[] message, int from, int most) {
    return List.of(new String(message, from, message.length - from, ISO_8859_1).split("\0", most));
  }

  /** One connection. */
  private final class Line {
    private final Socket host;
    private final Map<String, Boolean> commits = new ConcurrentHashMap<>();
    private volatile Socket backend = new Socket();
    private volatile boolean dead;
    private volatile boolean answerLost;

    Line(Socket host) {
      this.host = host;
    }

    void toServer() {
      try {
        var in = new DataInputStream(new BufferedInputStream(host.getInputStream()));
        backend = new Socket(InetAddress.getLoopbackAddress(), server);
        backend.setTcpNoDelay(true);
        host.setTcpNoDelay(true);
        String role = begin(in);
        threads.execute(this::toHost);
        while (true) {
          byte[] message = message(in, new byte[] {in.readByte()});
          Cut cut = isCommit(message) ? chosen(role) : null;
          if (cut == null) {
            pass(message, backend.getOutputStream());
          } else {
            cuts.computeIfAbsent(role + " " + cut, c -> new AtomicInteger()).incrementAndGet();
            lose(cut, message, in);
          }
        }
      } catch (IOException e) {
        close(); // one side has gone: the other one is told
      }
    }

    /** Until the first message with a type; returns the role that signs in. */
    private String begin(DataInputStream in) throws IOException {
      while (true) {
        byte[] message = message(in, new byte[0]);
        pass(message, backend.getOutputStream());
        if (ByteBuffer.wrap(message, 4, 4).getInt() == PROTOCOL_3) {
          List<String> pairs = texts(message, 8, -1);
          return pairs.get(pairs.indexOf("user") + 1);
        }
        pass(new byte[] {(byte) backend.getInputStream().read()}, host.getOutputStream());
      }
    }

    private boolean isCommit(byte[] message) {
      if (message[0] == 'P') {
        List<String> names = texts(message, 5, 3);
        commits.put(names.get(0), names.get(1).strip().equalsIgnoreCase("commit"));
      }
      return message[0] == 'B' && commits.getOrDefault(texts(message, 5, 3).get(1), false);
    }

    private @Nullable Cut chosen(String role) {
      var random = ThreadLocalRandom.current();
      boolean now = random.nextDouble() < chances.getOrDefault(role, 0.0);
      return now ? Cut.values()[random.nextInt(Cut.values().length)] : null;
    }

    private void lose(Cut cut, byte[] message, DataInputStream in) throws IOException {
      if (cut == Cut.BEFORE) {
        throw new IOException("cut");
      }
      var flight = new ByteArrayOutputStream();
      for (byte[] next = message; ; next = message(in, new byte[] {in.readByte()})) {
        flight.writeBytes(next);
        if (next[0] == 'S') {
          break;
        }
      }
      answerLost = true;
      if (cut == Cut.LATE) {
        host.close();
        int millis = ThreadLocalRandom.current().nextInt(LATEST_MILLIS);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
      }
      pass(flight.toByteArray(), backend.getOutputStream());
      in.read(); // until the answer has come, and with it the end
    }

    private void toHost() {
      try {
        var in = new DataInputStream(new BufferedInputStream(backend.getInputStream()));
        while (true) {
          byte[] message = message(in, new byte[] {in.readByte()});
          if (!answerLost) {
            pass(message, host.getOutputStream());
          } else if (message[0] == 'Z') {
            throw new IOException("cut");
          }
        }
      } catch (IOException e) {
        close();
      }
    }

    private void pass(byte[] message, OutputStream to) throws IOException {
      if (!silent && !dead) {
        to.write(message);
        to.flush();
      }
    }

    void close() {
      if (silent || dead) {
        return; // who would tell?
      }
      lines.remove(this);
      Wire.close(host);
      Wire.close(backend);
    }
  }
}
