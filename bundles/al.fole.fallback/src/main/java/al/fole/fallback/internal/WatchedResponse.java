// SPDX-License-Identifier: EUPL-1.2
package al.fole.fallback.internal;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/** Holds an error back that is no problem document. Everything else goes straight through. */
final class WatchedResponse extends HttpServletResponseWrapper {
  private int refused;

  WatchedResponse(HttpServletResponse response) {
    super(response);
  }

  /** An error has been set or sent, and not as a problem document. */
  boolean isBare() {
    String type = getContentType();
    return refused() >= 400 && (type == null || !type.startsWith("application/problem+json"));
  }

  /** The status as it would have been sent. */
  int refused() {
    return refused == 0 ? getStatus() : refused;
  }

  @Override
  public void sendError(int status) {
    refused = status;
  }

  @Override
  public void sendError(int status, String message) {
    refused = status;
  }

  @Override
  public void flushBuffer() throws IOException {
    if (!isBare()) {
      super.flushBuffer();
    }
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    return isBare() ? new Nowhere() : super.getOutputStream();
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    return isBare() ? new PrintWriter(Writer.nullWriter()) : super.getWriter();
  }

  private static final class Nowhere extends ServletOutputStream {
    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new IllegalStateException("nobody listens");
    }

    @Override
    public void write(int b) {}
  }
}
