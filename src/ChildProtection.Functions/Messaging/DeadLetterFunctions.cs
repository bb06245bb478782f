using System.Globalization;
using ChildProtection.Functions.Http;
using ChildProtection.Functions.Http.Answers;
using ChildProtection.Functions.Http.Bodies;
using ChildProtection.Functions.Http.Views;
using ChildProtection.Functions.Security;
using ChildProtection.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ChildProtection.Functions.Messaging;

/// <summary>An administrator looks at the messages that could not be used, corrects them and sends them again, or discards them.</summary>
public sealed class DeadLetterFunctions(DeadLetterQueue letters, CurrentCaller caller, AccessRecorder recorder)
{
    private const string Route = "dead-letters";

    [Function("ListDeadLetters")]
    public async Task<IResult> ListDeadLetters([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, CancellationToken cancellation)
    {
        var query = new QueryReader(request);
        var (limit, cursor) = (query.Limit(), query.Text("cursor"));
        query.Errors.ThrowIfAny();
        var found = await letters.ListAsync(limit + 1, Pages.After(cursor), cancellation);
        await recorder.DeadLetterAsync(AccessKind.Read, "list");
        var page = found.Take(limit).Select(DeadLetterView.Of).ToArray();
        return new JsonAnswer(new PageView<DeadLetterView>(page, found.Count > limit ? Pages.Cursor(found[limit - 1].SequenceNumber) : null));
    }

    [Function("GetDeadLetter")]
    public async Task<IResult> GetDeadLetter([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/{id}")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var letter = await letters.FindAsync(Number(id), cancellation) ?? throw new ProblemException(Unknown());
        await recorder.DeadLetterAsync(AccessKind.Read, id);
        return new JsonAnswer(DeadLetterContentView.Of(letter));
    }

    [Function("SettleDeadLetter")]
    public async Task<IResult> SettleDeadLetter([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/{id}")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var number = Number(id);
        var wanted = DeadLetterBody.Read(await JsonBody.ReadAsync(request, cancellation));
        if (await letters.FindAsync(number, cancellation) is null)
            throw new ProblemException(Unknown());
        await recorder.DeadLetterAsync(AccessKind.Write, $"{wanted.Action} {id}: {wanted.Reason}");
        var done = wanted.Action == DeadLetterBody.Redrive
            ? await letters.RedriveAsync(number, wanted.Corrected, wanted.Subject, caller.Value.Subject, cancellation)
            : await letters.DiscardAsync(number, cancellation);
        return done
            ? new JsonAnswer(new DeadLetterDoneView { Id = id, Action = wanted.Action })
            : throw new ProblemException(Problems.DeadLetterBusy());
    }

    private static long Number(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new ProblemException(Unknown());

    private static Problem Unknown() => Problems.NotFound("There is no such dead letter, or no longer.");
}
