using System.Runtime.InteropServices;
using LocalHost.Hosting;

var stop = new CancellationTokenSource();
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
try
{
    if (args is ["--help"] or ["-h"])
        Console.WriteLine(CommandLine.Usage);
    else
        await RunAsync(CommandLine.Read(args));
    return 0;
}
catch (HostStartException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}

async Task RunAsync(HostOptions options)
{
    if (options.StopWithInput)
        InputEnd.Watch(stop.Cancel);
    await HostRun.RunAsync(options, stop.Token);
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
