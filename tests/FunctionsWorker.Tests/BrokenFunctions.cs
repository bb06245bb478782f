using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace FunctionsWorker.Tests;

#pragma warning disable CA1801, IDE0060 // These methods are looked at, never run.
public sealed class NoTrigger
{
    [Function("NoTrigger")]
    public void Run(HttpRequest request) => request.HttpContext.Abort();
}

public sealed class TwoTriggers
{
    [Function("TwoTriggers")]
    public void Run([HttpTrigger("get")] HttpRequest request, [TimerTrigger("0 * * * * *")] TimerInfo timer) => request.HttpContext.Abort();
}

public sealed class SameName
{
    [Function("Twin")]
    public void First([TimerTrigger("0 * * * * *")] TimerInfo timer) => Console.Write(timer);

    [Function("twin")]
    public void Second([TimerTrigger("0 * * * * *")] TimerInfo timer) => Console.Write(timer);
}

public sealed class SameRoute
{
    [Function("One")]
    public void First([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "things/{id}")] HttpRequest request) => request.HttpContext.Abort();

    [Function("Other")]
    public void Second([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "things/{thingId}")] HttpRequest request) => request.HttpContext.Abort();
}

public sealed class UnboundParameter
{
    [Function("UnboundParameter")]
    public void Run([HttpTrigger("get", Route = "things/{id}")] HttpRequest request, string id, string other) => request.HttpContext.Abort();
}

public sealed class OddRouteParameter
{
    [Function("OddRouteParameter")]
    public void Run([HttpTrigger("get", Route = "things/{id}")] HttpRequest request, Version id) => request.HttpContext.Abort();
}

public sealed class BadRoute
{
    [Function("BadRoute")]
    public void Run([HttpTrigger("get", Route = "things/{id")] HttpRequest request) => request.HttpContext.Abort();
}

public sealed class WrongRequestType
{
    [Function("WrongRequestType")]
    public void Run([HttpTrigger("get")] string request) => Console.Write(request);
}

public sealed class BadSchedule
{
    [Function("BadSchedule")]
    public void Run([TimerTrigger("0 61 * * * *")] TimerInfo timer) => Console.Write(timer);
}

public sealed class MissingSetting
{
    [Function("MissingSetting")]
    public void Run([TimerTrigger("%Nowhere%")] TimerInfo timer) => Console.Write(timer);
}

public sealed class AsyncVoid
{
    [Function("AsyncVoid")]
    public async void Run([TimerTrigger("0 * * * * *")] TimerInfo timer) => await Task.Yield();
}

public sealed class ReturnsValueTask
{
    [Function("ReturnsValueTask")]
    public ValueTask Run([TimerTrigger("0 * * * * *")] TimerInfo timer) => ValueTask.CompletedTask;
}

public sealed class BadName
{
    [Function("1 bad name")]
    public void Run([TimerTrigger("0 * * * * *")] TimerInfo timer) => Console.Write(timer);
}

internal sealed class NotPublic
{
    [Function("NotPublic")]
    public void Run([TimerTrigger("0 * * * * *")] TimerInfo timer) => Console.Write(timer);
}

public sealed class UnknownService(Version version)
{
    [Function("UnknownService")]
    public void Run([TimerTrigger("0 * * * * *")] TimerInfo timer) => Console.Write(version);
}

public sealed class ClientInOrchestrator
{
    [Function("ClientInOrchestrator")]
    public Task Run([OrchestrationTrigger] TaskOrchestrationContext context, [DurableClient] DurableTaskClient client) => Task.CompletedTask;
}

public sealed class TwoInputs
{
    [Function("TwoInputs")]
    public Task Run([OrchestrationTrigger] TaskOrchestrationContext context, string one, string two) => Task.CompletedTask;
}

public sealed class ActivityWithExtra
{
    [Function("ActivityWithExtra")]
    public Task Run([ActivityTrigger] string input, Version extra) => Task.CompletedTask;
}
