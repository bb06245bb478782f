using Azure.Data.Tables;
using ChildProtection.Domain.Retention;
using ChildProtection.Functions.Access.AuditLog;
using ChildProtection.Functions.Retention;
using ChildProtection.Functions.Tests.RecordStore;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChildProtection.Functions.Tests.Retention;

/// <summary>An entry of the access log lives as long as the record it is about, and for the schedule's years at least.</summary>
public sealed class AccessLogTrimTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task AccessLog_OlderThanTheScheduleKeeps_IsShortenedUnlessTheRecordIsThere()
    {
        var story = store.NewStory();
        await story.OpenAsync();
        var gone = Guid.NewGuid().ToString();
        await LogAsync(7, "old.1", gone);
        await LogAsync(7, "old.2", null);
        await LogAsync(7, "kept.1", story.CaseId);
        await LogAsync(5, "new.1", gone);

        await WatchAsync();

        var left = await store.Tables.Access.QueryAsync<TableEntity>().ToListAsync();
        Assert.Equal(
            ["kept.1", "kept.1", "new.1", "new.1"],
            left.Select(row => row.GetString("Subject")).OfType<string>().Order(StringComparer.Ordinal));
    }

    private Task LogAsync(int yearsAgo, string subject, string? caseId) => new AccessLog(store.Tables).AppendAsync(
        new AccessEntry
        {
            At = Now.AddYears(-yearsAgo),
            Subject = subject,
            Role = "SocialWorker",
            Section = "GetCase",
            Kind = AccessKind.Read,
            CaseId = caseId,
            InvocationId = "1",
        },
        1,
        default);

    private Task WatchAsync()
    {
        var schedule = RetentionSchedule.Shipped;
        var disposals = new Disposals(store.Tables, new KeptRecords(store.Tables, schedule));
        var watch = new RetentionWatch(store.Tables, disposals, schedule, TimeProvider.System, NullLogger<RetentionWatch>.Instance);
        return watch.RunAsync(new TimerInfo(), ApprovedRecord.Engine(), default);
    }
}
