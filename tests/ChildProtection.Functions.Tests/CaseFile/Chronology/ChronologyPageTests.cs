using Azure.Core;
using ChildProtection.Domain.Enquiry;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Tests.RecordStore;

namespace ChildProtection.Functions.Tests.CaseFile.Chronology;

/// <summary>A page of the chronology reads what it shows, however long the case is.</summary>
public sealed class ChronologyPageTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task Page_OfOneFact_ReadsItsEventAndTheNext()
    {
        var story = store.NewStory();
        await story.OpenAsync();
        for (var number = 1; number <= 12; number++)
            await story.RaiseAsync(
                StoredStory.Request($"concern-{number}", new DateOnly(2026, 2, 3), new NewConcern { SignificantHarm = false }),
                StoredStory.ReceivedAt.AddDays(1));
        List<string> read = [];
        var reader = new CaseReader(store.Through(new RefusingPolicy(request => Heard(request, read))));

        await foreach (var fact in reader.ChronologyAsync(story.CaseId, 5, static _ => true, 2, default))
        {
            Assert.Equal((6, true), (fact.Sequence, fact.Data is not null));
            break;
        }

        Assert.Equal(2, read.Count(path => path.Contains("event-", StringComparison.Ordinal)));
    }

    private static bool Heard(Request request, List<string> read)
    {
        lock (read)
            read.Add(Uri.UnescapeDataString(request.Uri.Path));
        return false;
    }
}
