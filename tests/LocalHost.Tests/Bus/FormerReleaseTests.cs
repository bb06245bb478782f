using System.IO.Compression;
using Azure.Messaging.ServiceBus;
using LocalHost.Bus;
using LocalHost.Bus.Store;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalHost.Tests.Bus;

/// <summary>F17: a file of an earlier release is brought up to date when it is opened; a newer one is refused.</summary>
public sealed class FormerReleaseTests
{
    /// <summary>The file as releases up to 0.3 made it, with a message of every kind. Never changed.</summary>
    private const string Version1 =
        """
        create table messages(
            seq integer primary key autoincrement, queue text not null, body blob not null, properties text not null,
            message_id text, session_id text, partition_key text, reply_to_session text, correlation_id text, subject text, recipient text,
            reply_to text, content_type text, enqueued integer not null, delivered integer not null, source text,
            lock_token text, locked_until integer, session_lock text);
        create index messages_free on messages(queue, seq) where lock_token is null;
        create index messages_locked on messages(queue, locked_until) where lock_token is not null;
        create index messages_by_lock on messages(lock_token) where lock_token is not null;
        create index messages_by_session on messages(queue, session_id, seq) where session_id is not null;
        create table sessions(
            queue text not null, session_id text not null, token text not null, locked_until integer not null,
            primary key(queue, session_id)) without rowid;
        create table duplicates(
            entity text not null, message_id text not null, seen integer not null, primary key(entity, message_id)) without rowid;
        create index duplicates_by_age on duplicates(entity, seen);
        create table probe(id integer primary key, written integer not null);
        insert into messages values
            (3, 'work', cast('{ "a": 1 }' as blob),
             '{"text":"sred","truth":"b1","number":"i7","big":"l1099511627776","share":"d0.5","exact":"m1.10",
               "id":"g6f9619ff-8b86-d011-b42d-00cf4fc964ff","when":"o639030566450000000",
               "then":"t639030566450000000","long":"p1728000000000"}',
             'm1', 's1', 's1', 'rs', 'c1', 'about', 'you', 'back', 'application/json', 639056157000000000, 0, null, null, null, null),
            (4, 'work', x'', '{}', null, null, null, null, null, null, null, null, null, 639056157000000000, 1, null,
             '6f9619ff-8b86-d011-b42d-00cf4fc964ff', 639056166000000000, null),
            (5, 'work', cast('unknown' as blob), '{"later":"zz"}', null, null, null, null, null, null, null, null, null, 639056157000000000,
             0, null, null, null, null),
            (6, 'work/$deadletterqueue', cast('dead' as blob),
             '{"DeadLetterReason":"svalidation","DeadLetterErrorDescription":"snothing fits"}',
             'm6', null, null, null, null, null, null, null, null, 639056157000000000, 3, 'work', null, null, null),
            (7, 'ordered', cast('first' as blob), '{}', 'm7', 'case-1', null, null, null, null, null, null, null, 639056157000000000, 1,
             null, '7f9619ff-8b86-d011-b42d-00cf4fc964ff', 639056166000000000, '8f9619ff-8b86-d011-b42d-00cf4fc964ff'),
            (8, 'ordered', cast('second' as blob), '{}', 'm8', 'case-1', null, null, null, null, null, null, null, 639056157000000000, 0,
             null, null, null, null),
            (20, 'work', x'', '{}', null, null, null, null, null, null, null, null, null, 639056157000000000, 0, null, null, null, null);
        delete from messages where seq=20;
        insert into sessions values('ordered', 'case-1', '8f9619ff-8b86-d011-b42d-00cf4fc964ff', 639056166000000000);
        insert into duplicates values('once', 'ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=', 639056157000000000);
        pragma user_version=1;
        """;

    [Fact]
    public async Task Open_FileOfAnEarlierRelease_CarriesEverythingOver()
    {
        await using var bus = await OldAsync();

        var message = await bus.Client.CreateReceiver("work").ReceiveMessageAsync(TestBus.Limit);

        Assert.Equal(("""{ "a": 1 }""", 3L, 1), (message.Body.ToString(), message.SequenceNumber, message.DeliveryCount));
        Assert.Equal(
            ("m1", "s1", "c1", "about", "application/json"),
            (message.MessageId, message.SessionId, message.CorrelationId, message.Subject, message.ContentType));
        Assert.Equal(("back", "rs", "you", "s1"), (message.ReplyTo, message.ReplyToSessionId, message.To, message.PartitionKey));
        Assert.Equal(new DateTimeOffset(639056157000000000, TimeSpan.Zero), message.EnqueuedTime);
        var expected = new Dictionary<string, object>
        {
            ["text"] = "red",
            ["truth"] = true,
            ["number"] = 7,
            ["big"] = 1L << 40,
            ["share"] = 0.5,
            ["exact"] = 1.10m,
            ["id"] = Guid.Parse("6f9619ff-8b86-d011-b42d-00cf4fc964ff"),
            ["when"] = new DateTimeOffset(639030566450000000, TimeSpan.Zero),
            ["then"] = new DateTime(639030566450000000, DateTimeKind.Utc),
            ["long"] = TimeSpan.FromDays(2),
        };
        Assert.Equal(expected.OrderBy(pair => pair.Key), message.ApplicationProperties.OrderBy(pair => pair.Key));
    }

    [Fact]
    public async Task Open_LockedAndDeadAndInSessions_AreDeliveredAsTheyWouldHaveBeen()
    {
        await using var bus = await OldAsync();

        var locked = (await bus.DrainAsync("work")).Single(message => message.SequenceNumber == 4);
        var dead = await bus.DeadLettersOf("work").ReceiveMessageAsync(TestBus.Limit);
        await using var session = await bus.Client.AcceptNextSessionAsync("ordered");
        var first = await session.ReceiveMessageAsync(TestBus.Limit);

        Assert.Equal((2, "work"), (locked.DeliveryCount, dead.DeadLetterSource));
        Assert.Equal(
            ("dead", "validation", "nothing fits", 4),
            (dead.Body.ToString(), dead.DeadLetterReason, dead.DeadLetterErrorDescription, dead.DeliveryCount));
        Assert.Equal(("case-1", "first", 2), (session.SessionId, first.Body.ToString(), first.DeliveryCount));
    }

    [Fact]
    public async Task Open_DuplicatesAndNumbers_GoOnWhereTheyWere()
    {
        await using var bus = await OldAsync();

        await bus.SendAsync(
            "once", new ServiceBusMessage("again") { MessageId = "abc" }, new ServiceBusMessage("new") { MessageId = "def" });

        var taken = Assert.Single(await bus.DrainAsync("once"));
        Assert.Equal(("new", 21L), (taken.Body.ToString(), taken.SequenceNumber));
    }

    [Fact]
    public async Task Open_MessageThatCantBeConverted_IsSetAsideAndKept()
    {
        await using var bus = await OldAsync();

        Assert.Equal([3, 4], (await bus.DrainAsync("work")).Select(message => message.SequenceNumber));

        Assert.Equal(1, await bus.Host.ProbeAsync(CancellationToken.None));
        Assert.Equal(5, bus.Number("select seq from messages_1"));
        Assert.Equal(1, bus.Number("select count(*) from damaged where seq=5 and reason like '%earlier release%'"));
    }

    [Fact]
    public async Task Open_KeptRelease_HasItsMessages()
    {
        var folder = Directory.CreateTempSubdirectory("bus-");
        using (var release = ZipFile.OpenRead(Path.Combine(AppContext.BaseDirectory, "release-0.3.zip")))
            release.GetEntry("app/bus.db")!.ExtractToFile(Path.Combine(folder.FullName, "bus.db"));
        var options = TestBus.Options(folder.FullName) with { EntitiesPath = Path.Combine(AppContext.BaseDirectory, "app.entities.json") };

        await using var bus = new BusHost(options, TimeProvider.System, NullLoggerFactory.Instance);
        await bus.StartAsync(CancellationToken.None);
        await using var client = TestBus.ClientOf(bus.ConnectionStrings().Single(key => key.Name == "school").ConnectionString);
        var first = await client.CreateReceiver("case-notifications", "school").ReceiveMessageAsync(TestBus.Limit);

        Assert.Equal(
            ("69de0c35-f99b-5e89-8728-94ef40a03854:2:referralOutcome:school", "referralOutcome"),
            (first.MessageId, first.ApplicationProperties["kind"]));
        Assert.Equal(0, await bus.ProbeAsync(CancellationToken.None));
        await bus.StopAsync(CancellationToken.None);
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(true, "schema version 99")]
    [InlineData(false, "can't be opened")]
    public async Task Open_NewerOrNoDatabase_IsRefusedAndNotTouched(bool newer, string reason)
    {
        await using var bus = await TestBus.StartAsync();
        await bus.CloseAsync();
        if (newer)
            bus.Sql("pragma user_version=99");
        else
            await File.WriteAllBytesAsync(bus.Database, [.. Enumerable.Repeat((byte)'x', 5_000)]);
        var before = await File.ReadAllBytesAsync(bus.Database);

        var fault = await Assert.ThrowsAsync<BusStoreException>(bus.StartAgainAsync);

        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(bus.Database));
    }

    private static async Task<TestBus> OldAsync()
    {
        var bus = await TestBus.StartAsync();
        await bus.CloseAsync();
        foreach (var file in Directory.GetFiles(bus.Folder))
            File.Delete(file);
        bus.Sql(Version1);
        await bus.StartAgainAsync();
        return bus;
    }
}
