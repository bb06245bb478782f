using Azure.Data.Tables;
using ChildProtection.Domain.Enquiry;
using ChildProtection.Domain.Retention;
using ChildProtection.Functions.Access.AuditLog;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Seals;
using ChildProtection.Functions.Tests.RecordStore;
using ChildProtection.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ChildProtection.Functions.Tests.Seals;

/// <summary>A record that was sealed in the night, and all that verifies it.</summary>
internal sealed class SealedRecord : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seals");
    private readonly SealSigner _signer = new(SealSigner.NewKey(), []);
    private readonly HeardLogs _heard = HeardLogs.From(LogLevel.Error);
    private readonly StoreFixture _store;

    public SealedRecord(StoreFixture store)
    {
        (_store, Story) = (store, store.NewStory());
        Log = new AccessLog(store.Tables);
        Book = new SealBook(new FolderSealStore(_folder.FullName), _signer);
    }

    public StoredStory Story { get; }

    public AccessLog Log { get; }

    public SealBook Book { get; }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 2, 4, 2, 30, 0, TimeSpan.Zero));

    /// <summary>What was logged of seals.</summary>
    public string Logged => string.Join('|', _heard.Lines.Select(line => line.Text));

    private AccessLogVerification Access => new(_store.Tables, Book, RetentionSchedule.Shipped, Clock);

    private RecordVerification Records => new(_store.Tables, new CaseReader(_store.Tables), Book, Access);

    /// <summary>A case of five facts, which three people looked at.</summary>
    public async Task OpenAsync()
    {
        await Story.OpenAsync();
        for (var number = 1; number <= 4; number++)
            await Story.RaiseAsync(
                StoredStory.Request($"concern-{number}", new DateOnly(2026, 2, 3), new NewConcern { SignificantHarm = false }),
                StoredStory.ReceivedAt.AddDays(1));
        await Story.Projection.PublishAllAsync(Story.CaseId, default);
        for (var number = 1; number <= 3; number++)
            await ReadAsync(number);
    }

    public Task ReadAsync(int number) => Log.AppendAsync(
        new AccessEntry
        {
            At = StoredStory.ReceivedAt.AddMinutes(number),
            Subject = $"sw.{number}",
            Role = "SocialWorker",
            Section = "GetCase",
            Kind = AccessKind.Read,
            CaseId = Story.CaseId,
            InvocationId = $"i-{number}",
        },
        1,
        default);

    public Task SealAsync() => SealAsync(Book);

    /// <summary>As somebody would who can write seals, but has not the key.</summary>
    public async Task SealWithAnotherKeyAsync()
    {
        using var other = new SealSigner(SealSigner.NewKey(), []);
        await SealAsync(new SealBook(new FolderSealStore(_folder.FullName), other));
    }

    private async Task SealAsync(SealBook book)
    {
        using var logs = LoggerFactory.Create(logging => logging.AddProvider(_heard));
        var access = new AccessLogSeals(_store.Tables, book, Access, logs.CreateLogger<AccessLogSeals>());
        await new SealPublication(_store.Tables, book, access, Records, Clock, logs.CreateLogger<SealPublication>())
            .RunAsync(new TimerInfo(), default);
    }

    public async Task<RecordVerificationResult> VerifyAsync() =>
        await Records.VerifyAsync((await Story.Reader.FindAsync(Story.CaseId, default))!, default);

    public async Task<List<TableEntity>> AccessRowsAsync() =>
        await _store.Tables.Access.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {AccessRow.Partition(AccessRow.OfCase(Story.CaseId), StoredStory.ReceivedAt)}"))
            .ToListAsync();

    public void Dispose()
    {
        _signer.Dispose();
        _heard.Dispose();
        _folder.Delete(recursive: true);
    }
}
