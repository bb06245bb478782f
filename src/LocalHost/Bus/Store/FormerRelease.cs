using System.Globalization;
using System.Text;
using System.Text.Json;
using LocalHost.Bus.Content;
using Microsoft.Azure.Amqp.Encoding;
using Microsoft.Data.Sqlite;

namespace LocalHost.Bus.Store;

/// <summary>
/// Brings a file of releases up to 0.3 up to date: they kept a message as its body, its broker properties in columns, and its application
/// properties as a JSON object of texts whose first letter tells the type.
/// </summary>
internal static class FormerRelease
{
    private const string Columns =
        "seq, queue, body, properties, message_id, session_id, partition_key, reply_to_session, correlation_id, subject, recipient, "
        + "reply_to, content_type, enqueued, delivered, source, lock_token, locked_until, session_lock";

    private const string Insert =
        """
        insert into messages(
            seq, queue, bare, header, annotations, checksum, session_id, enqueued, delivered, source,
            lock_token, locked_until, session_lock)
        values(?,?,?,?,?,?,?,?,?,?,?,?,?)
        """;

    // Numbers go on where they were; the old table stays as long as it holds what could not be converted.
    private const string Finish =
        """
        insert into sqlite_sequence(name, seq)
            select 'messages', 0 where not exists (select 1 from sqlite_sequence where name='messages');
        update sqlite_sequence set seq=max(seq, (select ifnull(max(seq), 0) from sqlite_sequence where name='messages_1'))
            where name='messages';
        delete from messages_1 where seq in (select seq from messages);
        """;

    /// <summary>
    /// Inside a transaction of the caller's. A message that can't be converted stays in <c>messages_1</c>, and is listed as damaged.
    /// </summary>
    public static void Upgrade(SqliteConnection connection)
    {
        BusFile.Execute(connection, "alter table messages rename to messages_1;");
        foreach (var index in (string[])["free", "locked", "by_lock", "by_session"])
            BusFile.Execute(connection, $"drop index if exists messages_{index};");
        BusFile.Execute(connection, BusSchema.Renewed);
        using (var read = new Statement(connection.Handle!, $"select {Columns} from messages_1 order by seq"))
        using (var write = new Statement(connection.Handle!, Insert))
        using (var damaged = new Statement(connection.Handle!, "insert into damaged(seq, queue, reason, noticed) values(?,?,?,?)"))
        {
            while (read.Read())
                Convert(read, write, damaged);
        }

        BusFile.Execute(connection, Finish);
        using var left = new Statement(connection.Handle!, "select 1 from messages_1 limit 1");
        if (!left.ReadFirst(static _ => true))
            BusFile.Execute(connection, "drop table messages_1;");
    }

    private static void Convert(Statement row, Statement write, Statement damaged)
    {
        ReadOnlySpan<byte> bare;
        try
        {
            bare = Bare(row).Span;
        }
        catch (Exception error) when (error is FormatException or JsonException or OverflowException or ArgumentException)
        {
            damaged.Bind(row.Long(0)).Bind(row.Text(1))
                .Bind($"An earlier release wrote it, and it can't be converted: {error.Message}").Bind(row.Long(13)).Run();
            return;
        }

        var annotations = Annotations(row.Text(6)).Span;
        write.Bind(row.Long(0)).Bind(row.Text(1)).Bind(bare).Bind([]).Bind(annotations)
            .Bind(MessageRow.Checksum(bare, [], annotations, row.Text(5))).Bind(row.Text(5)).Bind(row.Long(13)).Bind(row.Long(14))
            .Bind(row.Text(15)).Bind(row.Text(16)).Bind(row.LongOrNull(17)).Bind(row.Text(18)).Run();
    }

    private static ReadOnlyMemory<byte> Bare(Statement row)
    {
        var properties = new AmqpWriter()
            .Text(row.Text(4)).Null().Text(row.Text(10)).Text(row.Text(9)).Text(row.Text(11)).Text(row.Text(8));
        _ = row.Text(12) is { } type ? properties.Symbol(Encoding.ASCII.GetBytes(type)) : properties.Null();
        properties.Null().Null().Null().Text(row.Text(5)).Null().Text(row.Text(7));

        var application = JsonSerializer.Deserialize<Dictionary<string, string>>(row.Text(3)!) ?? [];
        var pairs = new AmqpWriter();
        foreach (var (name, text) in application)
            pairs.Text(name).Object(Value(text));

        return new AmqpWriter()
            .Section(SectionCode.Properties, AmqpScan.LongList, 13, properties.Written.Span)
            .Section(SectionCode.ApplicationProperties, AmqpScan.LongMap, application.Count * 2, pairs.Written.Span)
            .Raw([AmqpScan.Described, 0x53, SectionCode.Data]).Binary(row.Bytes(2)).Written;
    }

    private static ReadOnlyMemory<byte> Annotations(string? partitionKey)
    {
        if (partitionKey is null)
            return default;
        var pair = new AmqpWriter().Symbol("x-opt-partition-key"u8).Text(partitionKey);
        return new AmqpWriter().Section(SectionCode.MessageAnnotations, AmqpScan.LongMap, 2, pair.Written.Span).Written;
    }

    private static object Value(string text) => (text.Length == 0 ? default : text[0]) switch
    {
        's' => text[1..],
        'b' => text == "b1",
        'i' => int.Parse(text.AsSpan(1), CultureInfo.InvariantCulture),
        'l' => Number(text),
        'd' => double.Parse(text.AsSpan(1), CultureInfo.InvariantCulture),
        'm' => decimal.Parse(text.AsSpan(1), CultureInfo.InvariantCulture),
        'g' => Guid.Parse(text.AsSpan(1)),
        'o' => new DescribedType((AmqpSymbol)"com.microsoft:datetime-offset", Number(text)),
        't' => new DateTime(Number(text), DateTimeKind.Utc),
        'p' => new DescribedType((AmqpSymbol)"com.microsoft:timespan", Number(text)),
        _ => throw new FormatException("an application property has a type that this build does not know."),
    };

    private static long Number(string text) => long.Parse(text.AsSpan(1), CultureInfo.InvariantCulture);
}
