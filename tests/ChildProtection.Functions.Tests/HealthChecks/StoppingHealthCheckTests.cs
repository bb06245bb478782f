using ChildProtection.Functions.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Moq;

namespace ChildProtection.Functions.Tests.HealthChecks;

/// <summary>An app that stops is not ready from the first moment.</summary>
public sealed class StoppingHealthCheckTests
{
    [Theory]
    [InlineData(false, HealthStatus.Healthy)]
    [InlineData(true, HealthStatus.Unhealthy)]
    public async Task Check_StoppingOrNot_SaysSo(bool stopping, HealthStatus status)
    {
        var lifetime = Mock.Of<IHostApplicationLifetime>(app => app.ApplicationStopping == new CancellationToken(stopping));

        var result = await new StoppingHealthCheck(lifetime).CheckHealthAsync(new HealthCheckContext());

        Assert.Equal(status, result.Status);
    }
}
