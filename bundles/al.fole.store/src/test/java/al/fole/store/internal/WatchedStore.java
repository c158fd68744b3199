// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import al.fole.database.LoginRole;
import al.fole.store.Receipt;
import al.fole.store.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Update;
import org.postgresql.ds.PGSimpleDataSource;

/** A store whose tables {@code sample.thing} and {@code sample.part} are watched. */
final class WatchedStore implements AutoCloseable {
  static final String NO_ENTRY = "FO010";
  static final String LATER = "update sample.thing set version = version + 1";

  final StoreOnPostgres db = StoreOnPostgres.create();
  final Receipt thing;

  WatchedStore() throws SQLException {
    run(
        db.postgres.source(LoginRole.OWNER),
        """
        select journal.watch('sample.thing', 'id', 'version', 'thing', '{made_at}');
        create table sample.part (thing uuid, text text);
        grant select, insert, update, delete on sample.part to fole_app;
        select journal.watch('sample.part', 'thing', removable => true)""");
    db.view.open(Schema.of("sample", SampleMapper.class, Astray.class));
    thing = Sample.make(db.store, "watched");
  }

  static void run(DataSource source, String... sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String each : sql) {
        statement.execute(each);
      }
      connection.commit();
    }
  }

  /** SQL state of what a whole transaction is refused with; nothing is changed by it. */
  String refused(DataSource source, String... sql) {
    long before = db.number("select count(*) from sample.thing");
    String label = db.texts("select label from sample.thing where id = ?", thing.id()).get(0);
    var refused = assertThrows(SQLException.class, () -> run(source, sql));
    assertEquals(before, db.number("select count(*) from sample.thing"));
    assertEquals(label, db.texts("select label from sample.thing where id = ?", thing.id()).get(0));
    return String.valueOf(refused.getSQLState());
  }

  /** The superuser as he comes, without the reason that tests' fixtures give. */
  DataSource administrator() throws SQLException {
    var source = db.postgres.superuser().unwrap(PGSimpleDataSource.class);
    source.setOptions(null);
    return source;
  }

  /** Changes it as a next version would. */
  static String later(UUID id) {
    return LATER + ", label = 'other' where id = '" + id + "'";
  }

  @Override
  public void close() {
    db.close();
  }

  /** Statements that go astray on purpose. */
  interface Astray {
    @Update("update sample.thing set made_at = now() + interval '1 hour' where id = #{id}")
    int madeAt(UUID id);

    @Update("update sample.thing set label = #{label} where id = #{id}")
    int label(@Param("id") UUID id, @Param("label") String label);

    @Insert("insert into sample.part values (#{id}, #{text})")
    int part(@Param("id") UUID id, @Param("text") String text);

    @Delete("delete from sample.part where thing = #{id}")
    int unpart(UUID id);
  }
}
