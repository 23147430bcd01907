@echo off
rem The command line of Feishu Buzz (feishu-buzz --help). cmd.exe waits for programs with windows only in a script.
rem Behind -- Chromium reads no switches, whatever a message or a name looks like.
"%~dp0Feishu Buzz.exe" -- %*
exit /b %ERRORLEVEL%
