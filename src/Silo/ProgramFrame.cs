using System.ComponentModel.DataAnnotations;

namespace Conversations.Silo;

/// <summary>The frame of a program: what a person set wrong is told in one sentence, without a stack.</summary>
public static class ProgramFrame
{
    private const int SetWrong = 2;

    public static async Task<int> RunAsync(Func<Task> program)
    {
        try
        {
            await program();
            return 0;
        }
        catch (Exception exception) when (exception is ValidationException or Microsoft.Extensions.Options.OptionsValidationException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return SetWrong;
        }
    }
}
